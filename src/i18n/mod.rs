//! Everything a person reads, in Chinese and English.

pub mod lang;

pub use lang::Lang;
