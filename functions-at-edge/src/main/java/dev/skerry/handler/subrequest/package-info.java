/**
 * Requests of handlers to other servers, in HTTP/1.1 (RFC 9112) over connections of their own: the
 * addresses that are checked are the ones that are connected to, whatever a name means a moment
 * later.
 */
@NullMarked
package dev.skerry.handler.subrequest;

import org.jspecify.annotations.NullMarked;
