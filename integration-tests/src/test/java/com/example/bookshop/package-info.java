/** A servlet-and-JSP application as a team has it, which knows nothing of the library. Its pages are in {@code src/test/webapps/bookshop}. */
package com.example.bookshop;
