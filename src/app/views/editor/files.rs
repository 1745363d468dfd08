//! Edits to and from files, and the bundle as it is now.

use super::super::branch::act;
use super::super::branch::{IN, OUT, worded};
use super::edit;
use crate::app::parts::{El, el};
use crate::app::{files as disk, load};
use crate::domain::kept::MapEdit;
use crate::domain::sketch::PatchError;
use crate::engine::zip;
use crate::i18n::words::EditKey as W;
use crate::state::branch::{Branch, Deed, today};
use crate::state::editor::{Catalog, files, take_in};
use crate::state::{Action, State};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

thread_local! {
    /// The bundle is on its way: the drawings meanwhile must not ask for it again.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Reads the bundle's layers.
pub fn read(on: &Callback<Action>) {
    if READING.replace(true) {
        return;
    }
    let on = on.clone();
    spawn_local(async move {
        let read = catalog().await.map(Rc::new);
        READING.set(false);
        edit(&on, move |e| {
            e.failed = read.is_none();
            e.catalog.clone_from(&read);
        });
    });
}

async fn catalog() -> Option<Catalog> {
    let (manifest, _) = load::contents().await?;
    let mut files = Vec::new();
    for layer in &manifest.layers {
        files.push(load::part(&layer.file).await?);
    }
    Catalog::read(&manifest, &files).ok()
}

/// The ways out and in.
pub fn ways(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let day = today(s.now).text();
    let none = b.book.edits().next().is_none();
    let out = |words: W, act: fn(&Callback<Action>, &Branch, &str)| {
        let (on, b, day) = (on.clone(), b.clone(), day.clone());
        let press = Callback::from(move |_: MouseEvent| act(&on, &b, &day));
        worded("btn sm", OUT, words.text(lang), press).flag("disabled", none)
    };
    let open = {
        let (on, s) = (on.clone(), s.clone());
        Callback::from(move |_: MouseEvent| open(&on, &s))
    };
    el("section")
        .put(el("h3").word(W::Files.text(lang)))
        .put(
            el("div")
                .class("br-row")
                .put(out(W::OutGeo, out_geojson))
                .put(out(W::OutPatch, out_patch))
                .put(out(W::OutBundle, out_bundle))
                .put(worded("btn sm", IN, W::Open.text(lang), open)),
        )
        .put(el("p").class("hint").word(W::OpenHint.text(lang)))
}

fn exported(on: &Callback<Action>) {
    act::edit(on, |b| b.deed = Some(Deed::Exported));
}

fn out_geojson(on: &Callback<Action>, b: &Branch, day: &str) {
    let name = ["redmap-edits-", day, ".geojson"].concat();
    disk::download(&name, "application/geo+json", files::geojson(&b.book).as_bytes());
    exported(on);
}

fn out_patch(on: &Callback<Action>, b: &Branch, day: &str) {
    let Some(catalog) = &b.editor.catalog else { return };
    let name = ["redmap-patch-", day, ".json"].concat();
    disk::download(&name, "application/json", files::patch(&catalog.id, &b.book).as_bytes());
    exported(on);
}

fn out_bundle(on: &Callback<Action>, b: &Branch, day: &str) {
    let (on, b, day) = (on.clone(), b.clone(), day.to_owned());
    spawn_local(async move {
        match bundle(&b, &day).await {
            Some(bytes) => {
                let name = ["redmap-bundle-", &day, ".zip"].concat();
                disk::download(&name, "application/zip", &bytes);
                exported(&on);
            }
            None => edit(&on, |e| e.failed = true),
        }
    });
}

/// The bundle with the edits in it; every other file as it is.
async fn bundle(b: &Branch, day: &str) -> Option<Vec<u8>> {
    let catalog = b.editor.catalog.clone()?;
    let (manifest, bytes) = load::contents().await?;
    let version = [&catalog.version, "+", day].concat();
    let contents = files::manifest(std::str::from_utf8(&bytes).ok()?, &version);
    let mut all = vec![("bundle.json".to_owned(), contents.into_bytes())];
    for (i, layer) in manifest.layers.iter().enumerate() {
        let text = String::from_utf8(load::part(&layer.file).await?).ok()?;
        all.push((layer.file.clone(), files::layer(&catalog, i, &b.book, &text).into_bytes()));
    }
    let m = &manifest;
    let others = [
        &m.stories,
        &m.events,
        &m.quiz,
        &m.tours,
        &m.people,
        &m.network,
        &m.base,
        &m.hours,
        &m.readings,
    ];
    for path in others.into_iter().flatten() {
        all.push((path.clone(), load::part(path).await?));
    }
    let files: Vec<(&str, &[u8])> = all.iter().map(|(n, f)| (n.as_str(), f.as_slice())).collect();
    Some(zip::write(&files))
}

/// Takes in edits of a file that is picked.
fn open(on: &Callback<Action>, s: &State) {
    let (on, s) = (on.clone(), s.clone());
    disk::pick(
        ".json,.geojson,.zip,application/json,application/geo+json,application/zip",
        move |bytes| {
            spawn_local(async move {
                let Some(b) = s.branch.get::<Branch>() else { return };
                let Some(catalog) = b.editor.catalog.clone() else { return };
                match edits(&catalog, &bytes).await {
                    Ok(edits) => {
                        let found = edits.len();
                        let (change, kept) = take_in(&b.book, edits, act::now_ms());
                        let new = change.len();
                        act::make(&on, change, Deed::Imported(new, found - new.min(found)));
                        if !kept.is_empty() {
                            let lang = s.lang;
                            let lines: Vec<String> =
                                kept.iter().map(|k| W::KeptMine.fill(lang, &[k])).collect();
                            act::edit(&on, move |b| b.trouble.clone_from(&lines));
                        }
                    }
                    Err(why) => {
                        let words = match why {
                            PatchError::NotOurs => W::NotOurs.text(s.lang).to_owned(),
                            PatchError::Newer => W::Newer.text(s.lang).to_owned(),
                            PatchError::Damaged(i) => W::Damaged.fill(s.lang, &[&i.to_string()]),
                        };
                        act::unreadable(&on, vec![words]);
                    }
                }
            });
        },
    );
}

async fn edits(catalog: &Catalog, bytes: &[u8]) -> Result<Vec<MapEdit>, PatchError> {
    if !bytes.starts_with(b"PK") {
        return files::read(catalog, std::str::from_utf8(bytes).map_err(|_| PatchError::NotOurs)?);
    }
    let archive = zip::read(bytes).map_err(|_| PatchError::NotOurs)?;
    // A bundle packed with its folder has it before every name.
    let at = archive.iter().find(|f| f.name.ends_with("bundle.json"));
    let contents = at.ok_or(PatchError::NotOurs)?;
    let folder = contents.name.trim_end_matches("bundle.json").to_owned();
    let mut layers = Vec::new();
    for (id, path) in files::layers_of(&unpacked(contents).await?) {
        let path = [&folder, path.as_str()].concat();
        let file = archive.iter().find(|f| f.name == path).ok_or(PatchError::NotOurs)?;
        layers.push((id, unpacked(file).await?));
    }
    files::difference(catalog, &layers)
}

async fn unpacked(file: &zip::File) -> Result<String, PatchError> {
    let bytes = if file.deflated {
        let bytes = disk::inflate(&file.bytes).await.ok_or(PatchError::NotOurs)?;
        file.check(&bytes).map_err(|_| PatchError::NotOurs)?;
        bytes
    } else {
        file.bytes.clone()
    };
    String::from_utf8(bytes).map_err(|_| PatchError::NotOurs)
}
