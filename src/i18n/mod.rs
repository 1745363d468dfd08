//! Everything a person reads, in Chinese and English.

pub mod lang;
pub mod problems;
pub mod rules;

pub use lang::Lang;
