// The parts of Leaflet that the program uses, as the global `L` that the `leaflet` crate binds.
// Tiles, pop-ups, tooltips, overlays, GeoJSON, Leaflet's own controls and the canvas renderer stay out:
// a third of the library's download. scripts/vendor.mjs bundles this file.
import * as DomEvent from 'leaflet/src/dom/DomEvent.js';
import * as DomUtil from 'leaflet/src/dom/DomUtil.js';
import { LatLng } from 'leaflet/src/geo/LatLng.js';
import { LatLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
import { Point } from 'leaflet/src/geometry/Point.js';
import { DivIcon, divIcon } from 'leaflet/src/layer/marker/DivIcon.js';
import { Marker } from 'leaflet/src/layer/marker/Marker.js';
import { Circle } from 'leaflet/src/layer/vector/Circle.js';
import { SVG } from 'leaflet/src/layer/vector/SVG.js';
import { Map } from 'leaflet/src/map/index.js';

// Leaflet's own `getRenderer` would bring the canvas renderer along; everything here is SVG.
Map.include({
  getRenderer(layer) {
    const renderer = layer.options.renderer ?? this.options.renderer ?? (this._renderer ??= new SVG());
    if (!this.hasLayer(renderer)) {
      this.addLayer(renderer);
      // Circles and lines say nothing that their markers do not.
      renderer._container.setAttribute('aria-hidden', 'true');
    }
    return renderer;
  },
});

// A marker that takes the focus from the keyboard comes out from under panels and controls (WCAG
// 2.4.11); `covered` is set by the program (map::handle). Under a finger or mouse nothing may move.
Marker.include({
  _panOnFocus() {
    if (this._map?.covered && this._icon.matches(':focus-visible')) this._map.panInside(this._latlng, this._map.covered);
  },
});

window.L = {
  Circle, DivIcon, LatLng, LatLngBounds, Map, Marker, Point, divIcon,
  DomEvent: { disableClickPropagation: DomEvent.disableClickPropagation },
  DomUtil: { setPosition: DomUtil.setPosition, setTransform: DomUtil.setTransform },
};
