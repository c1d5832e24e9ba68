/**
 * A real site behind the edge, with the clients its viewers use: mirrors, git, very large
 * transfers, WebSocket, and a browser.
 */
@NullMarked
package dev.skerry.loadtest.site;

import org.jspecify.annotations.NullMarked;
