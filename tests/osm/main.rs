//! OpenStreetMap extracts: made here, and a real one.
#![allow(clippy::expect_used)] // Helpers of tests, which the exemption for tests does not reach.

mod damaged;
mod pbf;
mod streets;
mod suburb;
