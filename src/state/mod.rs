//! What the app knows and how it changes: a pure reducer, selectors and links.

pub mod action;
pub mod book;
pub mod branch;
pub mod camera;
pub mod class;
pub mod editor;
pub mod facet;
pub mod find;
pub mod from_tour;
pub mod here;
pub mod import;
pub mod kept;
pub mod link;
pub mod load;
pub mod model;
pub mod overlay;
pub mod page;
pub mod planner;
pub mod quiz;
pub mod reader;
pub mod reduce;
#[cfg(test)]
mod round_trip;
pub mod search;
pub mod select;
pub mod session_form;
pub mod suggestion_form;
pub mod tour;
pub mod years;

pub use crate::domain::tour_link;
pub use action::Action;
pub use camera::{Camera, CameraCommand, Target};
pub use facet::Facet;
pub use find::Find;
pub use here::{Here, Trouble};
pub use kept::Kept;
pub use link::{Link, Route};
pub use load::{LoadFailure, LoadState};
pub use model::{AtlasRef, BaseStatus, Dialog, Dot, NameOrder, Sheet, Sort, State};
pub use overlay::{Badge, Overlay};
pub use page::{Edit, Page};
pub use reader::{Keep, Look, Stored};
pub use reduce::{categories, reduce};
pub use tour::{Proposal, Totals, TourAction, TourState};
pub use years::Years;
