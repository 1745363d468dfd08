//! Search: exact hits over names, addresses, people and stories, as one types.
//!
//! A query finds a text that contains it: by its own characters (half and full width, traditional and
//! variant forms are the same), by the pinyin of its characters with or without tones and spaces, by
//! initials, or by any mixture. Only where no name is found so, characters that sound alike and one slip
//! of the fingers are allowed, and told. Nothing else is ever a hit.

pub mod atlas;
pub mod find;
pub mod fold;
pub mod index;
pub mod matching;
mod near;
#[cfg(feature = "cli")]
pub mod pack;
pub mod query;
pub mod readings;
mod slip;

pub use find::{Answer, Hit, Rank};
pub use index::{Entry, Field, Index, Kind};
pub use readings::Readings;
