//! redmap: a district's red-history sites, lecture venues and parks on a map in the browser.
//!
//! The modules up to [`i18n`] are pure: they build and test on the host with no web crate.
//! With feature `app`, `map` owns every Leaflet object and `app` is the Yew front end.

pub mod bundle;
pub mod domain;
pub mod engine;
pub mod i18n;
pub mod json;
#[cfg(feature = "osm")]
pub mod osm;
pub mod present;
pub mod state;
pub mod tiles;

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod map;
