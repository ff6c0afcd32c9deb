package org.hpcctl.services.kit;

/// Answers the calls of one route; runs on a virtual thread and may block.
@FunctionalInterface
public interface Endpoint {
  /// A [Refusal] becomes its problem; anything else thrown a 500 whose cause is in the log only.
  Answer answer(Call call) throws Exception;
}
