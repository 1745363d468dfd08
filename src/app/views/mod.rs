//! Views, each from a view model of [`crate::present`].

pub mod bar;
pub mod card;
pub mod error;
pub mod grip;
pub mod loading;
pub mod map_pane;
pub mod panel;
pub mod wait;
