package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;

/** Keeps more and more. */
public final class Memory implements ViewerRequestHandler {
  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) {
    List<byte[]> all = new ArrayList<>();
    while (request.fields().size() >= 0) {
      all.add(new byte[100_000]);
    }
    return Verdict.continueWith(request);
  }
}
