//! A file that someone brings along, from the bytes to places beside the bundle. The reading, converting
//! and checking is done by [`desk`] in a worker; page and worker speak by [`wire`].

#[cfg(feature = "convert")]
pub mod desk;
#[cfg(feature = "convert")]
mod question;
#[cfg(feature = "convert")]
mod verdict;
pub mod wire;

pub use wire::{Ask, Question, Refusal, Row, Sample, Stage, Tell, Verdict};

/// Files above this are refused before they are read, in bytes.
pub const MAX_BYTES: usize = super::document::MAX_BYTES;
