//! Algorithms, one a folder or file; no screens, no web.

pub mod base_map;
pub mod cluster;
pub mod desk;
pub mod message;
pub mod network;
pub mod qr;
pub mod search;
pub mod tour;
pub mod zip;
