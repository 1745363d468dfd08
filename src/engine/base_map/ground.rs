//! Land, the band inside the boundary, the mask outside and the boundary itself.

use super::clip;
use super::marks::{Mark, Paint, Path, Sub, Text};
use super::model::{District, Line};
use super::rect::{Px, Rect};
use super::sheet::Sheet;
use crate::domain::mercator::World;

/// How far beyond the canvas areas are cut: no band, blur or corner of the cut may show.
const BLEED: f64 = 80.0;

/// Dashes of the boundary and of borders between neighbours.
const BOUNDARY: &[f32] = &[10.0, 3.0, 2.0, 3.0, 2.0, 3.0];
const BORDER: &[f32] = &[6.0, 3.0, 1.5, 3.0];

/// The zoom from which band and blur are those of a close view.
const CLOSE: f64 = 14.5;

/// The district the map is about.
pub(super) fn home<'a>(sheet: &Sheet<'a>) -> Option<&'a District> {
    sheet.base.districts.iter().find(|d| d.name == sheet.scene.home_name)
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

/// The mask over the ground outside, borders of neighbours and the boundary.
pub(super) fn boundary(sheet: &mut Sheet) {
    let Some(home) = home(sheet) else { return };
    let outer = sheet.view().canvas().grown(BLEED * 1.5);
    let mut mask = box_path(outer);
    mask.0.extend(rings(sheet, home).iter().map(|r| Sub::straight(r, true)));
    let blur = if sheet.zoom() > CLOSE { 9.0 } else { 6.0 };
    sheet.marks.push(Mark::Fill { path: mask, paint: Paint::Outside, alpha: 0.62, blur });

    let districts = &sheet.base.districts;
    for line in borders(districts, home) {
        if let Some(points) = sheet.project(&line) {
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

/// The borders of the other districts, each stretch once and none along the boundary: two rows of
/// dashes on one another would run into a solid line.
fn borders(districts: &[District], home: &District) -> Vec<Line> {
    let key = |p: World| (p.x.to_bits(), p.y.to_bits());
    let edges = |d: &District| -> Vec<_> {
        let rings = d.rings.iter().map(Line::points);
        rings.flat_map(|r| (0..r.len()).map(move |i| (r[i], r[(i + 1) % r.len()]))).collect()
    };
    // A set that is only asked, never walked: its order cannot reach the drawing.
    let mut drawn = std::collections::HashSet::new();
    let mut claim = |a: World, b: World| {
        let (a, b) = (key(a), key(b));
        drawn.insert(if a < b { (a, b) } else { (b, a) })
    };
    for (a, b) in edges(home) {
        claim(a, b);
    }
    let mut out = Vec::new();
    for district in districts.iter().filter(|d| d.name != home.name) {
        let mut run: Vec<World> = Vec::new();
        for (a, b) in edges(district) {
            let fresh = claim(a, b);
            if run.last() != Some(&a) || !fresh {
                flush(&mut run, &mut out);
            }
            if fresh {
                if run.is_empty() {
                    run.push(a);
                }
                run.push(b);
            }
        }
        flush(&mut run, &mut out);
    }
    out
}

fn flush(run: &mut Vec<World>, out: &mut Vec<Line>) {
    let run = std::mem::take(run);
    if run.len() > 1 {
        out.push(Line::new(run));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn district(name: &str, points: &[(f64, f64)]) -> District {
        let points = points.iter().map(|&(x, y)| World { x, y }).collect();
        District { code: String::new(), name: name.into(), rings: vec![Line::new(points)] }
    }

    #[test]
    fn each_border_is_drawn_once_and_none_along_the_boundary() {
        let home = district("a", &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let east = district("b", &[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]);
        let far = district("c", &[(2.0, 0.0), (3.0, 0.0), (3.0, 1.0), (2.0, 1.0)]);
        let all = [home.clone(), east, far];
        let edges: usize = borders(&all, &home).iter().map(|l| l.points().len() - 1).sum();
        assert_eq!(edges, 3 + 3);
    }
}
