//! Algorithms, one a folder or file; no screens, no web.

pub mod base_map;
pub mod cluster;
pub mod network;
pub mod tour;
