//! 学习擂台: every question true by the data, whatever the seed.
// Test code may panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod oracle;
mod set;
mod support;
