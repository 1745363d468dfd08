//! A base map behind its archive: which tiles a view needs, what is at hand, what must be fetched.
//!
//! Small archives are in memory as a whole; of large ones the tiles come piece by piece. Either way
//! a view gets one [`BaseMap`] of whole lines.

use super::compose::compose;
use super::layout::layout;
use super::marks::Mark;
use super::model::{BaseMap, Ground};
use super::scene::Scene;
use super::schema::{self, Parts};
use super::wire::{self, About};
use crate::domain::mercator::World;
use crate::tiles::{Archive, ArchiveError, Find, Span, TileId, cover};
use std::cell::RefCell;
use std::rc::Rc;

/// How many tiles that have been read are kept.
const KEPT: usize = 160;

/// What a view gets.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The part of the map in view, as far as it is at hand.
    pub base: Rc<BaseMap>,
    /// Bytes of the file that are needed for the rest.
    pub missing: Vec<Need>,
}

/// Bytes of the file, and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Where they are.
    pub span: Span,
    /// The tile they are for, and the one they hold: itself, or one above it that stands in. A
    /// directory where there is none.
    pub tile: Option<(TileId, TileId)>,
}

/// A base map that can be drawn.
#[derive(Debug)]
pub struct Source {
    /// The file, if it is in memory.
    file: Option<Vec<u8>>,
    ground: Rc<Ground>,
    attribution: String,
    inner: RefCell<Inner>,
}

#[derive(Debug)]
struct Inner {
    archive: Archive,
    /// Tiles read, the last used last; `None` for one that is damaged or not to be had.
    tiles: Vec<(TileId, Option<Rc<Parts>>)>,
    /// The tiles put together last, and what came of it.
    last: (Vec<TileId>, Rc<BaseMap>),
    /// What pictures drawn by [`Source::draw`] lacked.
    lacking: Vec<Need>,
}

impl Source {
    /// A base map of an archive in memory.
    ///
    /// # Errors
    /// When it is no archive of a base map.
    pub fn whole(file: Vec<u8>) -> Result<Self, ArchiveError> {
        let length = u64::try_from(file.len()).ok();
        let archive = Archive::open(&file, length)?;
        let packed = archive.header.metadata.of(&file).ok_or(ArchiveError::Truncated)?;
        let about = about(&archive, packed)?;
        Ok(Self::new(Some(file), archive, about))
    }

    /// A base map of an archive whose parts are fetched.
    ///
    /// # Errors
    /// When its metadata are not those of a base map.
    pub fn parts(archive: Archive, metadata: &[u8]) -> Result<Self, ArchiveError> {
        let about = about(&archive, metadata)?;
        Ok(Self::new(None, archive, about))
    }

    fn new(file: Option<Vec<u8>>, archive: Archive, about: About) -> Self {
        let ground = Rc::new(about.ground.unwrap_or_default());
        let last = (Vec::new(), Rc::new(BaseMap { ground: ground.clone(), ..BaseMap::default() }));
        let inner = Inner { archive, tiles: Vec::new(), last, lacking: Vec::new() };
        Self { file, ground, attribution: about.attribution, inner: RefCell::new(inner) }
    }

    /// What is the same wherever one looks.
    #[must_use]
    pub const fn ground(&self) -> &Rc<Ground> {
        &self.ground
    }

    /// Whom the archive asks to thank, as plain text.
    #[must_use]
    pub fn thanks(&self) -> String {
        let mut out = String::new();
        // Basemaps write links there; a page shows their words.
        for (i, part) in self.attribution.split('<').enumerate() {
            out.push_str(if i == 0 { part } else { part.split_once('>').map_or("", |p| p.1) });
        }
        out.replace("&copy;", "©")
    }

    /// Takes the districts of another base map, where this one has none: a basemap of the whole
    /// country does not know which district the map is about.
    pub fn borrow_ground(&mut self, other: &Ground) {
        if self.ground.districts.is_empty() {
            let Ground { districts, borders, .. } = other.clone();
            let own = (*self.ground).clone();
            self.ground = Rc::new(Ground { districts, borders, ..own });
        }
    }

    /// The map of a box at a zoom of the view.
    #[must_use]
    pub fn compose(&self, (north_west, south_east): (World, World), zoom: f64) -> Shown {
        let inner = &mut *self.inner.borrow_mut();
        let (least, most) = inner.archive.header.zooms;
        // Tiles are made for twice the size at which the web draws pictures: one zoom less.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
        let z = ((zoom.floor() - 1.0).max(0.0) as u8).clamp(least, most);
        let (mut here, mut missing): (Vec<TileId>, Vec<Need>) = (Vec::new(), Vec::new());
        for id in cover(north_west, south_east, z) {
            match inner.bring(self.file.as_deref(), id) {
                Brought::Here => here.push(id),
                Brought::Needs(need) => {
                    if !missing.contains(&need) {
                        missing.push(need);
                    }
                }
                Brought::Nothing => {}
            }
        }
        if inner.last.0 != here || !Rc::ptr_eq(&inner.last.1.ground, &self.ground) {
            let parts: Vec<Rc<Parts>> = here.iter().filter_map(|&id| inner.parts(id)).collect();
            inner.last = (here, Rc::new(compose(&parts, &self.ground)));
        }
        let kept = inner.tiles.len().saturating_sub(KEPT);
        inner.tiles.drain(..kept);
        Shown { base: inner.last.1.clone(), missing }
    }

    /// Lays out a scene with what is at hand; what it lacks is told by [`Source::lacking`].
    #[must_use]
    pub fn draw(&self, scene: &Scene<'_>) -> Vec<Mark> {
        let Shown { base, missing } = self.compose(scene.view.corners(), scene.view.zoom);
        self.inner.borrow_mut().lacking.extend(missing);
        layout(&base, scene)
    }

    /// Whether pictures drawn since the last [`Source::lacking`] lack anything.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        !self.inner.borrow().lacking.is_empty()
    }

    /// What pictures have lacked since this was asked last: once it is there, they can be drawn again.
    #[must_use]
    pub fn lacking(&self) -> Vec<Need> {
        std::mem::take(&mut self.inner.borrow_mut().lacking)
    }

    /// Takes in bytes that were needed.
    pub fn take(&self, need: Need, bytes: &[u8]) {
        let inner = &mut *self.inner.borrow_mut();
        match need.tile {
            Some((id, from)) => inner.read(id, from, Some(bytes)),
            // A damaged directory hides its tiles, as it would behind any reader.
            None => drop(inner.archive.add_leaf(need.span, bytes)),
        }
    }
}

fn about(archive: &Archive, packed: &[u8]) -> Result<About, ArchiveError> {
    let text = archive.metadata(packed)?;
    let about = wire::about(&text).ok_or(ArchiveError::Damaged)?;
    // An archive of something else, rivers of Europe perhaps, would draw an empty map.
    if !about.layers.is_empty() && !about.layers.iter().any(|l| schema::knows(l)) {
        return Err(ArchiveError::Kind);
    }
    Ok(about)
}

/// What came of asking for a tile.
enum Brought {
    Here,
    Needs(Need),
    Nothing,
}

impl Inner {
    fn bring(&mut self, file: Option<&[u8]>, wanted: TileId) -> Brought {
        if let Some(i) = self.tiles.iter().position(|(at, _)| *at == wanted) {
            // Used last: the first are forgotten first.
            let tile = self.tiles.remove(i);
            self.tiles.push(tile);
            return Brought::Here;
        }
        let mut from = wanted;
        loop {
            match (self.archive.find(from), file) {
                (Find::Tile(span), Some(file)) => {
                    self.read(wanted, from, span.of(file));
                    return Brought::Here;
                }
                (Find::Tile(span), None) => {
                    return Brought::Needs(Need { span, tile: Some((wanted, from)) });
                }
                (Find::Leaf(span), Some(file)) => {
                    let leaf = span.of(file);
                    if leaf.is_none_or(|bytes| self.archive.add_leaf(span, bytes).is_err()) {
                        return Brought::Nothing;
                    }
                }
                (Find::Leaf(span), None) => return Brought::Needs(Need { span, tile: None }),
                (Find::Absent, _) => {
                    match from.parent().filter(|p| p.z >= self.archive.header.zooms.0) {
                        Some(parent) => from = parent,
                        None => return Brought::Nothing,
                    }
                }
            }
        }
    }

    fn read(&mut self, id: TileId, from: TileId, packed: Option<&[u8]>) {
        let bytes = packed.and_then(|p| self.archive.unpack(p).ok());
        let parts = bytes.and_then(|b| schema::read(id, from, &b)).map(Rc::new);
        self.tiles.push((id, parts));
    }

    fn parts(&self, id: TileId) -> Option<Rc<Parts>> {
        self.tiles.iter().find(|(at, _)| *at == id).and_then(|(_, parts)| parts.clone())
    }
}
