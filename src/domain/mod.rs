//! What the map is about: places, their positions, categories and facts.
//!
//! Pure data with validated types; nothing here knows files, screens or the web.

pub mod accuracy;
pub mod atlas;
pub mod backdrop;
pub mod base64;
pub mod bounds;
pub mod category;
pub mod datum;
pub mod event;
pub mod itinerary;
pub mod kept;
pub mod lon_lat;
pub mod mercator;
pub mod order;
pub mod percent;
pub mod place;
pub mod place_id;
pub mod quiz_item;
pub mod sketch;
pub mod story;
pub mod text;
pub mod tour_link;
pub mod weeks;
pub mod windows;

pub use accuracy::{Accuracy, Drawing};
pub use atlas::{Atlas, Attribution, LayerInfo};
pub use bounds::Bounds;
pub use category::Category;
pub use datum::Datum;
pub use event::{Event, Span};
pub use itinerary::{Clock, Date, Itinerary, Spot, TourPin, TourStop, TravelMode};
pub use lon_lat::LonLat;
pub use place::Place;
pub use place_id::PlaceId;
pub use quiz_item::QuizItem;
pub use text::Text;
pub use weeks::Weeks;
pub use windows::Windows;
