//! What the app knows and how it changes: a pure reducer, selectors and links.

pub mod action;
pub mod book;
pub mod branch;
pub mod camera;
pub mod facet;
pub mod here;
pub mod kept;
pub mod link;
pub mod load;
pub mod model;
pub mod overlay;
pub mod page;
pub mod planner;
pub mod reduce;
pub mod select;
pub mod session_form;
pub mod suggestion_form;
pub mod tour;
pub mod years;

pub use crate::domain::tour_link;
pub use action::Action;
pub use camera::{Camera, CameraCommand, Target};
pub use facet::Facet;
pub use here::{Here, Trouble};
pub use kept::Kept;
pub use link::{Link, Route};
pub use load::{LoadFailure, LoadState};
pub use model::{AtlasRef, Dialog, NameOrder, Sheet, Sort, State};
pub use overlay::{Badge, Overlay};
pub use page::{Edit, Page};
pub use reduce::reduce;
pub use tour::{Proposal, Totals, TourAction, TourState};
pub use years::Years;
