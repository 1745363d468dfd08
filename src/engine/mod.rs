//! Algorithms, one a file; no screens, no web.

pub mod base_map;
pub mod cluster;
