//! Streets as they come from a table or an extract, before they are a network.

use super::access::{Access, Class};
use super::micro::Micro;

/// A street or a part of one, in the direction it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Name, empty where it has none.
    pub name: String,
    /// Kind of street.
    pub class: Class,
    /// Who may use it.
    pub access: Access,
    /// Indices of its points in [`Draft::points`].
    pub points: Vec<u32>,
}

/// Streets that meet where they share a point.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Positions.
    pub points: Vec<Micro>,
    /// Streets.
    pub ways: Vec<Way>,
    /// Points that not everyone may pass, by index: bollards, gates.
    pub barriers: Vec<(u32, Access)>,
}
