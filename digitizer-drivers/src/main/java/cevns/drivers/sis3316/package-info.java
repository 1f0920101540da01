/**
 * Struck SIS3316: hits as the board stores them ({@link cevns.drivers.sis3316.Sis3316Hit}, read it
 * first), and files that llamaDAQ wrote of them.
 */
package cevns.drivers.sis3316;
