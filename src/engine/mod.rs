//! Algorithms, one a folder or file.

pub mod base_map;
