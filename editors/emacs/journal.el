;;; journal.el --- A plain-text career journal that coaches its keeper  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: convenience, text

;;; Commentary:

;; The language server of the `journal' program through Eglot, in notes of a journal alone, and the program's commands.
;;
;;   (add-to-list 'load-path "~/src/journal/editors/emacs")
;;   (require 'journal)
;;   (journal-setup)
;;
;; Notes may be in `markdown-mode', `markdown-ts-mode', `gfm-mode' or `text-mode'; the last where no package brings one for Markdown.
;; M-x journal-today, journal-week, journal-tick, journal-sent, journal-commit, journal-undo.

;;; Code:

(require 'eglot)
(require 'json)
(require 'project)

(defgroup journal nil
  "A plain-text career journal that coaches its keeper."
  :group 'convenience
  :prefix "journal-")

(defcustom journal-program "journal"
  "The program: a name on the path, or a whole path."
  :type 'string)

(defconst journal-folders '("contacts" "companies" "outreach" "weeks" "days" "events" "maps")
  "The folders by which a journal without settings is known.")

(defun journal--holds-a-folder (folder)
  "Whether one of a journal's folders stands in FOLDER."
  (seq-some (lambda (name) (file-directory-p (expand-file-name name folder))) journal-folders))

(defun journal-root (&optional folder)
  "The root of the journal that FOLDER stands in, or nil.
FOLDER is the current one by default.
Without a `journal.toml' the search ends at the git work tree's root; outside
git only the folder itself counts, and for one of a journal's own folders the
one above."
  (let* ((folder (file-name-as-directory (expand-file-name (or folder default-directory))))
         (above (file-name-directory (directory-file-name folder)))
         (tree (locate-dominating-file folder ".git")))
    (or (locate-dominating-file folder "journal.toml")
        (if tree
            (let ((found (locate-dominating-file folder #'journal--holds-a-folder)))
              (and found (file-in-directory-p found tree) found))
          (cond ((journal--holds-a-folder folder) folder)
                ((member (file-name-nondirectory (directory-file-name folder)) journal-folders) above))))))

(defun journal-project (folder)
  "The journal around FOLDER as a project, so that the server gets its root."
  (when-let* ((root (journal-root folder)))
    (cons 'journal (expand-file-name root))))

(cl-defmethod project-root ((project (head journal)))
  "The root of PROJECT, which is a journal."
  (cdr project))

(defun journal-start ()
  "Start the server where the buffer's file is a note of a journal."
  (when (and buffer-file-name
             (string-suffix-p ".md" buffer-file-name)
             (journal-root)
             (executable-find journal-program))
    (add-hook 'project-find-functions #'journal-project -90 t)
    ;; In this buffer alone: other Markdown keeps the server that the keeper has for it.
    (setq-local eglot-server-programs
                (cons `((markdown-mode markdown-ts-mode gfm-mode text-mode) . (,journal-program "lsp"))
                      (default-value 'eglot-server-programs)))
    (eglot-ensure)))

;;;###autoload
(defun journal-setup ()
  "Have the server start with every note of a journal."
  ;; Emacs itself knows no mode for Markdown: behind all that packages bring, plain text.
  (add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode) t)
  (dolist (hook '(markdown-mode-hook markdown-ts-mode-hook text-mode-hook))
    (add-hook hook #'journal-start)))

(defun journal--here ()
  "The root of the journal one is in."
  (expand-file-name (or (journal-root) (user-error "Not in a journal: `journal init' begins one"))))

(defun journal--run (&rest words)
  "Run the program with WORDS on the notes as they stand; its status and what it said."
  (let ((root (journal--here)))
    (save-some-buffers t (lambda () (and buffer-file-name (string-prefix-p root (file-truename buffer-file-name)))))
    (with-temp-buffer
      (let ((status (apply #'process-file journal-program nil t nil
                           "--journal" root "--color" "never" "--no-pager" words)))
        (cons status (string-trim (buffer-string)))))))

(defun journal--show (&rest words)
  "Show what the program says to WORDS."
  (let ((said (cdr (apply #'journal--run words))))
    (with-help-window "*journal*" (princ said))))

(defun journal--change (&rest words)
  "Run the program with WORDS, which change notes, and read those anew."
  (pcase-let ((`(,status . ,said) (apply #'journal--run words)))
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (when (and buffer-file-name (not (buffer-modified-p)) (file-exists-p buffer-file-name)
                   (not (verify-visited-file-modtime buffer)))
          (revert-buffer t t t))))
    (if (equal status 0) (message "%s" said) (user-error "%s" said))))

(defun journal--names (word list field)
  "Of what the program answers to WORD, the FIELD of each in LIST."
  (let ((shape (json-parse-string (cdr (journal--run word "--format" "json")) :object-type 'alist)))
    (mapcar (lambda (one) (alist-get field one)) (alist-get list shape))))

;;;###autoload
(defun journal-today () "What wants attention today." (interactive) (journal--show "today"))

;;;###autoload
(defun journal-week () "The week." (interactive) (journal--show "week"))

;;;###autoload
(defun journal-tick (habit)
  "Tick HABIT today."
  (interactive (list (completing-read "Habit: " (journal--names "today" 'habits 'name) nil t)))
  (journal--change "done" habit))

(defun journal--message ()
  "The message in the buffer, else one that is picked."
  (if (and buffer-file-name (string-match-p "/outreach/[^/]+\\.md\\'" buffer-file-name))
      (file-relative-name (file-truename buffer-file-name) (file-truename (journal--here)))
    (completing-read "Message: " (journal--names "messages" 'messages 'path) nil t)))

;;;###autoload
(defun journal-sent (message)
  "Note that MESSAGE went."
  (interactive (list (journal--message)))
  (journal--change "sent" message))

;;;###autoload
(defun journal-commit () "Commit the notes." (interactive) (journal--change "commit"))

;;;###autoload
(defun journal-undo () "Take the last change back." (interactive) (journal--change "undo"))

(provide 'journal)
;;; journal.el ends here
