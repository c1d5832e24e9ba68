package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is given: the moment, who asks, and the messages, of which it changes none.
 *
 * @param hook the moment
 * @param requestId the exchange's name in logs
 * @param viewerAddress the viewer's, in its usual spelling
 * @param request the viewer's, with its path in normal form
 * @param response what is about to be sent; null before there is any
 */
public record HandlerEvent(
    Hook hook,
    String requestId,
    String viewerAddress,
    Request request,
    @Nullable Response response) {}
