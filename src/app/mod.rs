//! The Yew front end.

pub mod asset;
pub mod chunk;
mod clipboard;
mod crash;
pub mod desk;
pub mod drop;
mod files;
pub mod finder;
mod intake;
pub mod keep;
mod kept_tours;
pub mod load;
mod locate;
mod names;
pub mod parts;
mod photo;
pub mod root;
mod router;
mod screen;
mod storage;
mod store;
pub mod views;
mod worker;

/// Starts the app in the element `#app`, in place of the loading skeleton.
pub fn start() {
    crash::install();
    let root = gloo::utils::document().get_element_by_id("app");
    match root {
        Some(root) => {
            yew::Renderer::<root::Root>::with_root(root).render();
        }
        None => crash::show("index.html has no element #app"),
    }
}
