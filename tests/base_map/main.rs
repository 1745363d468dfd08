//! The base map as a whole: goldens of label placements, properties of every layout, pictures.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used)]

mod fixture;
mod golden;
mod pictures;
mod properties;
