//! The class view: what it shows and how that changes. Pure; the view carries these functions to the
//! reducer in [`Edit`](super::Edit)s, so that their code stays in the view's chunk.

pub mod deck;
pub mod keys;
pub mod model;
pub mod own;
pub mod reading;
pub mod streak;
pub mod today;

pub use deck::Turn;
pub use model::{ClassState, Data, Library, Section};
