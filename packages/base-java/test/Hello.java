/** Prints the version of the Java that runs it, and whether it draws without a screen. */
public class Hello {
  public static void main(String[] arguments) {
    System.out.println(Runtime.version().feature() + " " + java.awt.GraphicsEnvironment.isHeadless());
  }
}
