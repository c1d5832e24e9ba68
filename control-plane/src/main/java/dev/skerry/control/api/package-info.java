/**
 * The origin API's port: one handler of the edge's listener for all services, which takes a call's
 * content within limits, runs it on a virtual thread and writes the reply.
 *
 * <p>It knows services by {@link dev.skerry.control.api.Service} only, and of the edge the flow of
 * messages and the metrics.
 */
@NullMarked
package dev.skerry.control.api;

import org.jspecify.annotations.NullMarked;
