package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Request;

/** Sets a field of each request. */
public final class HeaderHandler implements ViewerRequestHandler {
  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    request.fields().set("x-edge", "yes");
    return Verdict.continueWith(request);
  }
}
