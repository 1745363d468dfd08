//! Search: exact hits over names, addresses, people and stories, as one types.
//!
//! A query finds a text that contains it: by its own characters (half and full width, traditional and
//! variant forms are the same), by the pinyin of its characters with or without tones and spaces, by
//! initials, or by any mixture. Only where no name is found so, characters that sound alike and one slip
//! of the fingers are allowed, and told. Nothing else is ever a hit.

// The page is built for size, which would leave calls of a line or two in the innermost loops.
#![allow(clippy::inline_always)]

pub mod atlas;
mod automaton;
mod best;
pub mod find;
pub mod fold;
pub mod index;
pub mod matching;
mod near;
mod neighbours;
#[cfg(feature = "cli")]
pub mod pack;
mod postings;
pub mod query;
pub mod readings;
mod scan;
mod slip;

pub use find::{Answer, Hit, Rank};
pub use index::{Entry, Field, Index, Kind};
pub use readings::Readings;
