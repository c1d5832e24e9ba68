/**
 * What a rule says of one request or response, evaluated: access, signatures, rates, redirects,
 * rewrites, header changes, cross-origin sharing, forwarding fields.
 *
 * <p>Everything here is quick and never blocks; the one slow thing, the check of a password against
 * its hash, is handed out to be done on a worker thread. Sources: RFC 7617 (Basic), RFC 7239
 * (Forwarded), RFC 6585 §4 (429), RFC 9110 §15.4 (redirects), the Fetch standard (CORS). Uses
 * {@code dev.skerry.http}, {@code dev.skerry.edge.config} and {@code dev.skerry.edge.flow}.
 */
@NullMarked
package dev.skerry.edge.rules;

import org.jspecify.annotations.NullMarked;
