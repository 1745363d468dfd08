//! Views, each from a view model of [`crate::present`].

pub mod bar;
pub mod branch;
pub mod card;
pub mod dialog;
pub mod error;
pub mod finer;
pub mod grip;
pub mod loading;
pub mod map_pane;
pub mod panel;
pub mod tabs;
pub mod tour;
pub mod wait;
