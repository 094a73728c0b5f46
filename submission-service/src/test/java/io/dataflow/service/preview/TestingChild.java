package io.dataflow.service.preview;

import java.util.concurrent.CountDownLatch;

/** Main class of a process that misbehaves. */
final class TestingChild {
  private TestingChild() {}

  /**
   * @param arguments {@code flood}: prints 20 MB and fails; else it never ends
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments[0].equals("flood")) {
      String line = "x".repeat(1023);
      for (int i = 0; i < 20 * 1024; i++) {
        System.out.println(line);
      }
      System.out.println("the end");
      System.exit(7);
    }
    System.out.println("waiting");
    new CountDownLatch(1).await();
  }
}
