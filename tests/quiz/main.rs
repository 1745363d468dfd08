//! 学习擂台: every question true by the data, whatever the seed.

mod oracle;
mod set;
mod support;
