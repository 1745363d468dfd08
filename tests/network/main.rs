//! The street network as its users meet it: files in, ways out.
#![allow(clippy::expect_used)] // Helpers of tests, which the exemption for tests does not reach.

mod bytes;
mod city;
mod default;
mod plain;
mod quickest;
mod ways;
