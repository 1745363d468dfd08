//! Views, each from a view model of [`crate::present`].

pub mod backdrop;
pub mod bar;
pub mod branch;
pub mod card;
pub mod class;
pub mod dialog;
pub mod editor;
pub mod error;
pub mod find;
pub mod finer;
pub mod grip;
pub mod hits;
pub mod import;
pub mod loading;
pub mod map_pane;
pub mod panel;
pub mod quiz;
pub mod settings;
pub mod tabs;
pub mod tour;
pub mod wait;
