/**
 * The admin API: its framework, and the endpoints of one edge node.
 *
 * <p>An {@link dev.skerry.edge.admin.Endpoint} is declared as data: method, path, scope,
 * parameters, records of content and answers. From that a call is routed, admitted (RFC 6750), read
 * strictly and described; who answers it gets an {@link dev.skerry.edge.admin.AdminCall} that is
 * right in its form, on a virtual thread. Refusals are problem details (RFC 9457) from the closed
 * list {@link dev.skerry.edge.admin.Problem}. What was changed or refused is in the audit log
 * before the answer goes out. Others that run in the process add endpoints of their own; there is
 * no second way.
 *
 * <p>It is a {@code RequestHandler} behind the project's own listener: the event loop only collects
 * the request and writes the answer. What the node's endpoints do is behind narrow interfaces
 * ({@link dev.skerry.edge.admin.AdminServices}) that the node provides. This package uses {@code
 * flow}, {@code purge} and the message model, Jackson for its documents, nothing else of the edge.
 */
@NullMarked
package dev.skerry.edge.admin;

import org.jspecify.annotations.NullMarked;
