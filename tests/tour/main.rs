//! The tour solver against plain enumeration, and in the cases that people meet.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test stops at the first surprise

mod brute;
mod cases;
mod exports;
mod paper;
mod random;
mod support;
