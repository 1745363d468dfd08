//! Land, the band inside the boundary, the mask outside and the boundary itself.

use super::clip;
use super::marks::{Mark, Paint, Path, Sub, Text};
use super::model::{Cover, District, Line};
use super::rect::{Px, Rect};
use super::sheet::Sheet;
use super::style::zoom;

/// How far beyond the canvas areas are cut: no band, blur or corner of the cut may show.
const BLEED: f64 = 80.0;

/// Dashes of the boundary and of borders between neighbours.
const BOUNDARY: &[f32] = &[10.0, 3.0, 2.0, 3.0, 2.0, 3.0];
const BORDER: &[f32] = &[6.0, 3.0, 1.5, 3.0];

/// The zoom from which band and blur are those of a close view.
const CLOSE: f64 = 14.5;

/// The district the map is about.
pub(super) fn home<'a>(sheet: &Sheet<'a>) -> Option<&'a District> {
    sheet.base.ground.districts.iter().find(|d| d.name == sheet.scene.home_name)
}

/// The rings of a district on the canvas, cut to a little more than it.
pub(super) fn rings(sheet: &Sheet, district: &District) -> Vec<Vec<Px>> {
    let around = sheet.view().canvas().grown(BLEED);
    let cut = |line: &Line| clip::ring(&project(sheet, line), &around);
    district.rings.iter().map(cut).filter(|r| r.len() > 2).collect()
}

/// Land and the band inside the boundary: what everything else is drawn over.
pub(super) fn land(sheet: &mut Sheet) {
    let canvas = sheet.view().canvas();
    let Some(home) = home(sheet) else {
        sheet.marks.push(fill(box_path(canvas), Paint::Land, 1.0));
        return;
    };
    let area = Path(rings(sheet, home).iter().map(|r| Sub::straight(r, true)).collect());
    sheet.marks.push(fill(box_path(canvas), Paint::Outside, 1.0));
    if area.0.is_empty() {
        return;
    }
    sheet.marks.push(fill(area.clone(), Paint::Land, 1.0));
    sheet.marks.push(Mark::ClipPush(area.clone()));
    let width = if sheet.zoom() > CLOSE { 26.0 } else { 18.0 };
    sheet.stroke(area, Paint::Band, 0.26, width);
    sheet.marks.push(Mark::ClipPop);
}

/// Water, green and buildings. Each tile's part is filled by itself: neighbours reach into one
/// another, so that no seam shows, and would be holes of one path.
pub(super) fn areas(sheet: &mut Sheet) {
    let base = sheet.base;
    let around = sheet.bleed();
    for cover in Cover::ALL {
        if cover == Cover::Building && sheet.zoom() < zoom::BUILDING {
            continue;
        }
        let paint = match cover {
            Cover::Green => Paint::Green,
            Cover::Water => Paint::Water,
            Cover::Building => Paint::Building,
        };
        for area in base.areas.iter().filter(|a| a.cover == cover) {
            let rings = area.rings.iter().filter_map(|r| sheet.project(r));
            let rings = rings.map(|r| clip::ring(&r, &around)).filter(|r| r.len() > 2);
            let path = Path(rings.map(|r| Sub::straight(&r, true)).collect());
            if !path.0.is_empty() {
                sheet.marks.push(fill(path, paint, 1.0));
            }
        }
    }
}

/// Borders that come without their districts.
pub(super) fn edges(sheet: &mut Sheet) {
    for edge in &sheet.base.edges {
        if let Some(points) = sheet.project(edge) {
            let pieces = sheet.cut(&points);
            sheet.dashes(&pieces, Paint::Boundary, 0.35, 1.0, BORDER);
        }
    }
}

/// The mask over the ground outside, borders of neighbours and the boundary.
pub(super) fn boundary(sheet: &mut Sheet) {
    let Some(home) = home(sheet) else { return };
    let outer = sheet.view().canvas().grown(BLEED * 1.5);
    let mut mask = box_path(outer);
    mask.0.extend(rings(sheet, home).iter().map(|r| Sub::straight(r, true)));
    let blur = if sheet.zoom() > CLOSE { 9.0 } else { 6.0 };
    if sheet.scene.show.ground {
        sheet.marks.push(Mark::Fill { path: mask, paint: Paint::Outside, alpha: 0.62, blur });
    }

    let base = sheet.base;
    let is_home = |i: usize| base.ground.districts.get(i).is_some_and(|d| d.name == home.name);
    for border in &base.ground.borders {
        if is_home(border.of) || border.with.is_some_and(is_home) {
            continue;
        }
        if let Some(points) = sheet.project(&border.line) {
            let pieces = sheet.cut(&points);
            sheet.dashes(&pieces, Paint::Boundary, 0.35, 1.0, BORDER);
        }
    }
    for ring in &home.rings {
        let mut points = project(sheet, ring);
        points.extend(points.first().copied());
        let pieces = sheet.cut(&points);
        let bed = pieces.iter().map(|p| Sub::straight(&p.points, false)).collect();
        sheet.stroke(Path(bed), Paint::Land, 0.8, 3.5);
        sheet.dashes(&pieces, Paint::Boundary, 1.0, 1.4, BOUNDARY);
    }
}

/// Gives names outside the district the halo of the ground they stand on.
pub(super) fn tint_halos(sheet: &mut Sheet) {
    let Some(home) = home(sheet) else { return };
    let rings = rings(sheet, home);
    for mark in &mut sheet.labels {
        if let Mark::Text(Text { at, halo: Some((paint, _)), .. }) = mark
            && *paint == Paint::Halo
            && !rings.iter().any(|r| clip::inside(r, *at))
        {
            *paint = Paint::Outside;
        }
    }
}

fn project(sheet: &Sheet, line: &Line) -> Vec<Px> {
    line.points().iter().map(|&w| sheet.view().px(w)).collect()
}

fn fill(path: Path, paint: Paint, alpha: f32) -> Mark {
    Mark::Fill { path, paint, alpha, blur: 0.0 }
}

fn box_path(r: Rect) -> Path {
    let corners =
        [Px::new(r.x0, r.y0), Px::new(r.x1, r.y0), Px::new(r.x1, r.y1), Px::new(r.x0, r.y1)];
    Path(vec![Sub::straight(&corners, true)])
}
