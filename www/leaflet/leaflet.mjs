// The parts of Leaflet that the program uses, as the global `L` that the `leaflet` crate binds.
// Pop-ups, tooltips, overlays, GeoJSON, Leaflet's own controls and the canvas renderer stay out:
// a quarter of the library's download. scripts/vendor.mjs bundles this file.
import { Evented } from 'leaflet/src/core/Events.js';
import * as DomEvent from 'leaflet/src/dom/DomEvent.js';
import * as DomUtil from 'leaflet/src/dom/DomUtil.js';
import { LatLng } from 'leaflet/src/geo/LatLng.js';
import { LatLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
import { Point } from 'leaflet/src/geometry/Point.js';
import { Layer } from 'leaflet/src/layer/Layer.js';
import { LayerGroup } from 'leaflet/src/layer/LayerGroup.js';
import { DivIcon, divIcon } from 'leaflet/src/layer/marker/DivIcon.js';
import { Icon } from 'leaflet/src/layer/marker/Icon.js';
import { Marker } from 'leaflet/src/layer/marker/Marker.js';
import { TileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
import { Circle } from 'leaflet/src/layer/vector/Circle.js';
import { Polygon } from 'leaflet/src/layer/vector/Polygon.js';
import { Polyline } from 'leaflet/src/layer/vector/Polyline.js';
import { SVG } from 'leaflet/src/layer/vector/SVG.js';
import { Map } from 'leaflet/src/map/index.js';

// Leaflet's own `getRenderer` would bring the canvas renderer along; everything here is SVG.
Map.include({
  getRenderer(layer) {
    const renderer = layer.options.renderer ?? this.options.renderer ?? (this._renderer ??= new SVG());
    if (!this.hasLayer(renderer)) this.addLayer(renderer);
    return renderer;
  },
});

window.L = {
  Circle, DivIcon, Evented, Icon, LatLng, LatLngBounds, Layer, LayerGroup, Map, Marker, Point,
  Polygon, Polyline, SVG, TileLayer, divIcon,
  DomEvent: { disableClickPropagation: DomEvent.disableClickPropagation },
  DomUtil: { setPosition: DomUtil.setPosition, setTransform: DomUtil.setTransform },
};
