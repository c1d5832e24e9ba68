package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Request;

/** Never comes to an end. */
public final class Loop implements ViewerRequestHandler {
  private long turns;

  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    while (request.fields().size() >= 0) {
      turns++;
    }
    return Verdict.continueWith(request);
  }
}
