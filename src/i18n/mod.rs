//! Everything a person reads, in Chinese and English.

#[macro_use]
pub mod table;

#[cfg(feature = "convert")]
pub mod convert;
pub mod directions;
pub mod lang;
pub mod messages;
#[cfg(feature = "osm")]
pub mod osm;
pub mod problems;
pub mod rules;
pub mod words;

pub use lang::Lang;
pub use messages::{Key, fill, fill_in};
