//! Reading bundles, good and bad.
#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests, which the exemption for tests does not reach.

mod damaged;
mod good;
mod jinshui;
mod random;
mod rules;
mod rules_more;
