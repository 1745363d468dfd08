// Starts the program: loads its wasm with a byte count, and when anything goes wrong that leaves
// a dead screen, shows the crash page of index.html instead. A plain script, with no module of its
// own, so that it also runs where the program cannot.
(function () {
  'use strict';

  var byId = function (id) { return document.getElementById(id); };
  // The page's language before the program decides: the link's, else Chinese.
  var english = /[?&]lang=en\b/.test(location.hash);

  // What the reader has chosen for themselves. Here, because it must hold before the program runs.
  function remembered(key) {
    try { return localStorage.getItem(key) || ''; } catch (refused) { return ''; }
  }
  function remember(key, value) {
    try { localStorage.setItem(key, value); } catch (refused) { /* then it starts afresh */ }
  }

  var root = document.documentElement;
  var media = function (query) { return window.matchMedia('(' + query + ')'); };
  var dark = media('prefers-color-scheme: dark');
  var contrast = media('prefers-contrast: more');
  // The last wish also holds where nothing can be remembered.
  var wish = remembered('redmap.look');

  // Colours: `wish` is light, dark, high, or nothing for what the system says.
  function paint() {
    var high = wish === 'high' || (!wish && contrast.matches);
    var night = wish === 'dark' || (!wish && !high && dark.matches);
    root.setAttribute('data-theme', night ? 'dark' : 'light');
    if (high) root.setAttribute('data-contrast', 'high'); else root.removeAttribute('data-contrast');
    document.querySelector('meta[name=theme-color]').content = high ? '#FFFFFF' : night ? '#1D1916' : '#FBF7F0';
    // The map is painted, not styled: the program paints it anew.
    window.dispatchEvent(new Event('redmap-look'));
  }

  // 长辈版: a style sheet of its own (www/style/views/elder.css), loaded when it is first on.
  function enlarge(on) {
    if (!on) return root.removeAttribute('data-mode');
    root.setAttribute('data-mode', 'elder');
    var parts = document.querySelector('meta[name=parts]');
    var file = / ?elder\.css=(\S+)/.exec(parts ? parts.content : '');
    if (!file || document.querySelector('link[data-part="elder.css"]')) return;
    var link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = file[1];
    link.setAttribute('data-part', 'elder.css');
    document.head.appendChild(link);
  }

  // For the program, which has the switches.
  window.redmapReader = function (look, elder) {
    if (look !== wish) {
      wish = look;
      remember('redmap.look', look);
      paint();
    }
    remember('redmap.mode', elder ? 'elder' : '');
    enlarge(elder);
  };

  paint();
  dark.addEventListener('change', paint);
  contrast.addEventListener('change', paint);
  enlarge(/[?&]mode=elder\b/.test(location.hash) || remembered('redmap.mode') === 'elder');

  // Each cause in plain words: what is so, then what to do.
  var WORDS = {
    network: [
      '程序没有下载完。请检查网络，然后重新载入。',
      'The program did not download completely. Check the connection, then reload.',
    ],
    missing: [
      '服务器上找不到程序文件，网站可能刚刚更新过。请重新载入；如果一直这样，请告诉网站的管理者。',
      'The server does not have the program’s file; the site may have just been updated. Reload; if it stays like this, tell the people who run the site.',
    ],
    old: [
      '这个浏览器不能运行本页的程序：它太旧，或者关闭了 WebAssembly。请换用近年的 Chrome、Edge、Firefox 或 Safari。',
      'This browser cannot run the page’s program: it is too old, or WebAssembly is turned off. Use a recent Chrome, Edge, Firefox or Safari.',
    ],
    stopped: [
      '程序内部出了错，已经停下。重新载入后通常可以继续；如果一直这样，请把下面的技术细节发给网站的管理者。',
      'The program hit an internal error and stopped. Reloading usually helps; if it stays like this, send the details below to the people who run the site.',
    ],
  };

  var crashed = false;

  function crash(cause, detail) {
    // The first message is the cause; those after it are only its echo.
    if (crashed) return;
    crashed = true;
    byId('crash-words').textContent = WORDS[cause][0];
    byId('crash-words-en').textContent = WORDS[cause][1];
    byId('crash-detail').textContent = detail + '\n' + navigator.userAgent;
    byId('crash').hidden = false;
    showPlaces();
    // A reader must not walk into what no longer answers.
    byId('app').hidden = true;
    byId('crash-reload').focus();
  }

  // The places by name, which index.html holds for readers without scripts (scripts/plain.mjs).
  function showPlaces() {
    var box = document.createElement('div');
    // Markup of this very page, never of a bundle: the build has escaped it.
    box.innerHTML = document.querySelector('noscript').textContent;
    var list = box.querySelector('.plain');
    if (list) byId('crash-places').appendChild(list);
  }

  // For the program's panic hook.
  window.redmapCrash = function (message) { crash('stopped', String(message)); };

  byId('crash-reload').addEventListener('click', function () { location.reload(); });

  // True for what ends the program, false for a stranger's script (an extension) and for passing
  // troubles such as an aborted request, which the program handles itself.
  function fatal(error, file) {
    if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) return true;
    if (!(error instanceof Error) || error.name === 'AbortError') return false;
    var own = byId('boot-js');
    var where = String(error.stack || '') + ' ' + (file || '');
    return Boolean(own && where.indexOf(own.href) >= 0);
  }

  function describe(error) {
    if (!(error instanceof Error)) return String(error);
    // Chrome repeats the message at the head of the stack, Firefox and Safari do not.
    var stack = String(error.stack || '');
    return stack.indexOf(error.message) >= 0 ? stack : error + '\n' + stack;
  }

  window.addEventListener('error', function (event) {
    if (fatal(event.error, event.filename)) crash('stopped', describe(event.error));
  });
  window.addEventListener('unhandledrejection', function (event) {
    if (fatal(event.reason)) crash('stopped', describe(event.reason));
  });

  function showBytes(loaded) {
    var line = byId('boot-bytes');
    // Gone as soon as the program draws its own first screen.
    if (!line) return;
    var size = loaded < 1e6 ? Math.round(loaded / 1e3) + ' KB' : (loaded / 1e6).toFixed(1) + ' MB';
    line.textContent = english ? size + ' loaded' : '已载入 ' + size;
  }

  // The same response with its bytes counted on their way. Its type is set, because a server that
  // sends wasm under another type would otherwise cost the streaming compilation.
  function counted(response) {
    var options = { headers: { 'Content-Type': 'application/wasm' } };
    if (!response.body || typeof ReadableStream !== 'function') return response;
    var reader = response.body.getReader();
    var loaded = 0;
    return new Response(new ReadableStream({
      pull: function (controller) {
        return reader.read().then(function (part) {
          if (part.done) return controller.close();
          loaded += part.value.byteLength;
          showBytes(loaded);
          controller.enqueue(part.value);
        });
      },
      cancel: function (reason) { return reader.cancel(reason); },
    }), options);
  }

  // Once the first map stands, the scripts that it could do without (www/later).
  function runLater() {
    var version = document.querySelector('meta[name=version]');
    if (!version || !version.content) return;
    var observer = new MutationObserver(function () {
      if (root.getAttribute('data-ready') !== 'map') return;
      observer.disconnect();
      var script = document.createElement('script');
      script.src = 'later-' + version.content + '.js';
      document.body.appendChild(script);
    });
    observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
  }

  function start() {
    runLater();
    if (english) byId('boot-words').textContent = 'Opening the map';
    if (typeof WebAssembly !== 'object' || typeof fetch !== 'function') {
      return crash('old', 'no WebAssembly');
    }
    if (!window.L) return crash('network', 'leaflet.js was not loaded');
    var wasm = fetch(byId('boot-wasm').href).then(function (response) {
      if (!response.ok) {
        var error = new Error(response.status + ' ' + response.url);
        error.cause = response.status === 404 || response.status === 410 ? 'missing' : 'network';
        throw error;
      }
      return counted(response);
    });
    Promise.all([import(byId('boot-js').href), wasm]).then(function (both) {
      return both[0].default({ module_or_path: both[1] });
    }).catch(function (error) {
      // A panic while starting has already been told by the panic hook.
      var cause = error && WORDS[error.cause] ? error.cause
        : error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError ? 'old'
        : error instanceof TypeError && !/wasm/.test(String(error.stack)) ? 'network'
        : 'stopped';
      crash(cause, describe(error));
    });
  }

  start();
})();
