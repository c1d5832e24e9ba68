package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Request;

/** Catches what ends it, and goes on. */
public final class Recursion implements ViewerRequestHandler {
  private static void deeper() {
    try {
      deeper();
    } catch (Throwable e) {
      deeper();
    }
  }

  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    deeper();
    return Verdict.continueWith(request);
  }
}
