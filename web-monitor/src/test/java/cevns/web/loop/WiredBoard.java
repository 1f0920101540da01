package cevns.web.loop;

/** An emulated board and its driver on one thread: what it sees becomes bytes, these records. */
public interface WiredBoard {

    void start();

    /** Reads out the next trigger. */
    void trigger();

    void stop();
}
