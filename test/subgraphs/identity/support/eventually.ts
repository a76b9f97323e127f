/** Waits until an expectation holds; fails as the expectation does when it never comes to hold. */
export async function eventually(expectation: () => void, limitMs = 5_000): Promise<void> {
  const limit = Date.now() + limitMs;
  for (;;) {
    try {
      expectation();
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
