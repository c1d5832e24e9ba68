package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.handler.ViewerResponseHandler;
import dev.skerry.http.Request;
import dev.skerry.http.Response;

/** A handler that says on which thread it runs. */
public final class ThreadNamer implements ViewerRequestHandler, ViewerResponseHandler {
  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    if (request.path().equals("/spins")) {
      while (request.path().length() > 1) {
        Thread.onSpinWait();
      }
    }
    request.fields().set("x-asked-on", Thread.currentThread().getName());
    return Verdict.continueWith(request);
  }

  @Override
  public Verdict onViewerResponse(Request request, Response response, HandlerContext context) {
    response.fields().set("x-answered-on", Thread.currentThread().getName());
    return Verdict.change(response);
  }
}
