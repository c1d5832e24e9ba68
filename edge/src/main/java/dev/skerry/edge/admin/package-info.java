/**
 * The local admin API of one edge: health, metrics, purge, explain, the configuration in force.
 *
 * <p>It is a {@code RequestHandler} behind the project's own listener. Every call but health needs
 * the bearer token of {@link dev.skerry.edge.admin.AdminToken} (RFC 6750); errors are problem
 * details (RFC 9457) from the closed list {@link dev.skerry.edge.admin.Problem}. An endpoint runs
 * on a virtual thread and may block; the event loop only collects the request and writes the
 * answer. What an endpoint does is behind narrow interfaces ({@link
 * dev.skerry.edge.admin.AdminServices}) that the edge node provides. This package uses {@code
 * flow}, {@code purge} and the message model, Jackson for its documents, nothing else of the edge.
 */
@NullMarked
package dev.skerry.edge.admin;

import org.jspecify.annotations.NullMarked;
