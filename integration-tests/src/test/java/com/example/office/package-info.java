/** A Jakarta EE application as a team has it, with EJBs and a login form of its own. It knows nothing of the library. */
package com.example.office;
